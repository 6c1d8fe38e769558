using System.Text;
using DbBackup.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Receivers.Tests;

/// <summary>What is taken out of every text that leaves the machine.</summary>
public sealed class SecretsTests
{
    [Theory]
    [InlineData("Password=geheim;Host=a", "Password=***;Host=a")]
    [InlineData("PWD = 'a b;c';Host=a", "PWD = ***;Host=a")]
    [InlineData("""client_secret="a b" x""", "client_secret=*** x")]
    [InlineData("api-key=a&b=1", "api-key=***&b=1")]
    [InlineData("postgres://u:p@db/x", "postgres://***@db/x")]
    [InlineData("GET https://a.example/b?key=1 failed", "GET https://a.example/b?*** failed")]
    [InlineData("nothing to hide: 1 = 1", "nothing to hide: 1 = 1")]
    [InlineData("a\r\nb\tc\u001b[31m\u202e", @"a\r\nb\tc\u001b[31m\u202e")]
    public void What_looks_like_a_secret_is_hidden_and_controls_are_escaped(string text, string hidden) =>
        Assert.Equal(hidden, new Secrets().Hide(text));

    [Fact]
    public void A_known_secret_is_hidden_whatever_stands_around_it()
    {
        var secrets = new Secrets(Canary.Token, null, "");
        Assert.Equal("said *** and ***", secrets.Hide($"said {Canary.Token.ToUpperInvariant()} and {Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary.Token))}"));
    }

    [Fact]
    public void A_secret_that_contains_another_is_hidden_whole() =>
        Assert.Equal("x *** y", new Secrets("geheim", "geheimnis").Hide("x geheimnis y"));

    [Fact]
    public void Connection_strings_of_the_configuration_and_their_passwords_are_hidden()
    {
        var settings = new DbBackupSettings { Databases = { ["a"] = new() { ConnectionString = $"Host=db;Password='{Canary.DatabasePassword}'" }, ["b"] = new() { ConnectionString = "not a connection string" } } };
        using var services = new ServiceCollection().AddSingleton(settings).BuildServiceProvider();
        var secrets = Secrets.Of(services);

        Assert.Equal("*** / *** / ***", secrets.Hide($"{settings.Databases["a"].ConnectionString} / {Canary.DatabasePassword} / not a connection string"));
    }

    [Fact]
    public void An_exception_that_nobody_foresaw_says_its_type()
    {
        Assert.Equal("TimeoutException: password=***", new Secrets().Hide(new TimeoutException("password=x")));
        Assert.Equal("Out of space.", new Secrets().Hide(new BackupException("Out of space.")));
    }
}
