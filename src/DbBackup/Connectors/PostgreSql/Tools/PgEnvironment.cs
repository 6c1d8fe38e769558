using System.Globalization;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>
/// What a connection string says, in the variables of libpq (https://www.postgresql.org/docs/current/libpq-envars.html). The environment
/// of a process can be read by its owner only, and yet no secret is put into it.
/// </summary>
internal static class PgEnvironment
{
    // What our own environment may have of these must not lead a program to another server than the connection string does.
    private static readonly string[] NotInherited = ["PGHOSTADDR", "PGPASSWORD", "PGSERVICE", "PGSERVICEFILE", "PGTARGETSESSIONATTRS", "PGLOADBALANCEHOSTS", "PGREQUIREAUTH", "PGCLIENTENCODING"];

    /// <summary>The variables; those that are not to be inherited are <see langword="null"/>.</summary>
    public static Dictionary<string, string?> Of(NpgsqlConnectionStringBuilder settings)
    {
        var variables = NotInherited.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        variables["PGHOST"] = settings.Host;
        variables["PGPORT"] = settings.Port.ToString(CultureInfo.InvariantCulture);
        variables["PGDATABASE"] = settings.Database;
        variables["PGUSER"] = settings.Username ?? Environment.UserName;
        variables["PGAPPNAME"] = settings.ApplicationName;
        variables["PGCONNECT_TIMEOUT"] = settings.Timeout.ToString(CultureInfo.InvariantCulture);
        variables["PGSSLMODE"] = Spelled(settings.SslMode);
        variables["PGSSLROOTCERT"] = settings.RootCertificate;
        variables["PGSSLCERT"] = settings.SslCertificate;
        variables["PGSSLKEY"] = settings.SslKey;
        variables["PGKRBSRVNAME"] = settings.KerberosServiceName;
        variables["PGPASSFILE"] = settings.Passfile;
        // What the server remarks of itself, as a collation's version, is no word of the program's own; and strings are spelled in one way only.
        variables["PGOPTIONS"] = $"{settings.Options} -c client_min_messages=error -c standard_conforming_strings=on".Trim();
        return variables;
    }

    private static string Spelled(SslMode mode) => mode switch
    {
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => mode.ToString().ToLowerInvariant(),
    };
}
