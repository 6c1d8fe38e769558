using DbBackup.Connectors;

namespace DbBackup.Tests.Connectors.PostgreSql;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("work_mem=7MB", "SET \"work_mem\" TO '7MB'")]
    [InlineData("DateStyle=German, DMY", "SET \"DateStyle\" TO 'German, DMY'")]
    [InlineData("my.Var=it's=so", "SET \"my.Var\" TO 'it''s=so'")]
    [InlineData("search_path=a, \"$user\",\"B \"\"b, c\"", "SET \"search_path\" TO 'a', '$user', 'B \"b, c'")]
    [InlineData("search_path=\"\"", "SET \"search_path\" TO ''")]
    [InlineData("SEARCH_PATH=", "SET \"SEARCH_PATH\" TO ''")]
    [InlineData("temp_tablespaces=fast,\"Slow\"", "SET \"temp_tablespaces\" TO 'fast', 'Slow'")]
    public void A_setting_is_one_literal_and_a_list_of_names_one_for_each(string setting, string clause) =>
        Assert.Equal(clause, ConfigurationSetting.Clause(setting));

    [Theory]
    [InlineData("select 1", "$body$select 1$body$")]
    [InlineData("x $body$ y", "$body1$x $body$ y$body1$")]
    [InlineData("ends with $body", "$body1$ends with $body$body1$")]
    [InlineData("$body $body1", "$body2$$body $body1$body2$")]
    [InlineData("", "$body$$body$")]
    public void No_body_can_close_its_own_quotes(string body, string quoted) => Assert.Equal(quoted, DollarQuote.Of(body));

    [Theory]
    [InlineData("host=h password=secret dbname=d", "host=h dbname=d")]
    [InlineData("password='it\\'s secret' host=h", "host=h")]
    [InlineData("host=h password = se\\ cret sslpassword=cret", "host=h")]
    [InlineData("host=password.example user=u", "host=password.example user=u")]
    [InlineData("postgresql://u:secret@h:5432/d?connect_timeout=3", "postgresql://u@h:5432/d?connect_timeout=3")]
    [InlineData("postgres://h/d?password=secret&sslmode=require", "postgres://h/d?sslmode=require")]
    [InlineData("postgres://u@h/d?sslmode=require&sslpassword=secret", "postgres://u@h/d?sslmode=require")]
    public void A_connection_string_keeps_all_but_its_passwords(string text, string bare) =>
        Assert.Equal(bare, ConnectionString.WithoutSecrets(text));
}
