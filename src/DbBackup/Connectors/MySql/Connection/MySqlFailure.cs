using System.Net.Sockets;
using DbBackup.Archives;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Turns what the driver and the server say into one line with a remedy.</summary>
internal static class MySqlFailure
{
    /// <summary>Does a connector's work, and says what goes wrong in it.</summary>
    public static Task<T> SayAsync<T>(MySqlConnectionSettings settings, Func<Task<T>> work, CancellationToken token) =>
        DriverFailure.SayAsync(work, IsOfDriver, e => Translate(e, settings), token);

    /// <summary>Whether the driver throws it when something is wrong with server or network.</summary>
    public static bool IsOfDriver(Exception exception) => exception is MySqlException or SocketException or TimeoutException or IOException or ObjectDisposedException or System.Security.Authentication.AuthenticationException;

    /// <summary>Says it as a person can act on it.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="settings">Where.</param>
    /// <param name="doing">In doing what, as <c>table `t`</c>; <see langword="null"/> when it does not matter.</param>
    public static BackupException Translate(Exception exception, MySqlConnectionSettings settings, string? doing = null)
    {
        var subject = doing is null ? $"Database {settings.Database}" : $"Database {settings.Database}, {DriverFailure.OneLine(doing)}";
        // What the driver itself found out has the number zero or a cause beneath.
        return DriverFailure.Find<MySqlException>(exception) is { Number: > 0 } error && error.ErrorCode is not MySqlErrorCode.UnableToConnectToHost
            ? new BackupException($"{subject}: {OfServer(error, settings)}", exception)
            : new BackupException($"{subject}: {OfNetwork(exception, settings)}", exception);
    }

    /// <summary>Says what went wrong with the rows of a stream; <see langword="null"/> where it was not the driver that threw it.</summary>
    public static BackupException? TryTranslate(Exception exception, MySqlConnectionSettings settings, NativeStream? stream) =>
        IsOfDriver(exception) ? Translate(exception, settings, stream is null ? null : $"table {MySqlName.Quote(stream.Table!)}") : null;

    private static string OfServer(MySqlException error, MySqlConnectionSettings settings) => error.Number switch
    {
        1045 or 1698 or 3118 => $"the server {settings.Server} refused the login of {settings.Username}. Correct User ID and the password.",
        1044 => $"{Said(error)}. Grant {settings.Username} the rights on it, or correct Database in the connection string.",
        1049 => $"there is no database {MySqlName.Quote(settings.DatabaseName)} on {settings.Server}. Correct Database in the connection string.",
        1227 when Said(error).Contains("SET", StringComparison.Ordinal) => $"{Said(error)}. Grant it to {settings.Username}, or set \"Definer\": \"Current\".",
        1418 or 1419 => $"{Said(error)}. Set log_bin_trust_function_creators = 1 on the server, or use an account with SUPER.",
        1142 or 1143 or 1227 or 1370 => $"{Said(error)}. Grant it to {settings.Username}, or use an account that has the right.",
        1205 => $"{Said(error)}: another session holds the lock. Run it again when that session has ended.",
        1213 => $"{Said(error)}. Run it again.",
        1412 => $"{Said(error)}: somebody changed its definition during the backup. Run it again when nobody changes definitions.",
        1146 or 1051 => $"{Said(error)}: it was there a moment ago. Run it again when nobody changes definitions.",
        1040 or 1203 or 1226 => $"the server {settings.Server} has no connection left ({Said(error)}). Lower Workers, or raise the limit.",
        1053 or 1077 or 1079 or 1080 or 1927 or 1152 or 3169 or 4031 => $"the server {settings.Server} ended the session ({Said(error)}). Run it again when the server is up.",
        1317 or 3024 or 1969 => $"the server cancelled a statement ({Said(error)}). Run it again.",
        1021 or 1114 or 1030 => $"the server has no room ({Said(error)}). Make room there.",
        1153 or 1301 => $"{Said(error)}. Raise max_allowed_packet of the server, or allow local_infile, by which rows go in pieces.",
        1290 or 1836 => $"{Said(error)}. Let the server be written to, or use another.",
        1449 => $"{Said(error)}. Make that account, or set \"Definer\": \"Current\".",
        _ => $"{Said(error)} (error {error.Number}). See the server's log.",
    };

    private static string OfNetwork(Exception exception, MySqlConnectionSettings settings)
    {
        // A driver that has waited long enough closes the socket under its own read.
        if (DriverFailure.Find<SocketException>(exception) is { SocketErrorCode: not (SocketError.TimedOut or SocketError.OperationAborted) } socket)
            return socket.SocketErrorCode switch
            {
                SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => $"there is no host {settings.Server}. Correct Server in the connection string.",
                SocketError.ConnectionRefused or SocketError.AddressNotAvailable or SocketError.InvalidArgument =>
                    $"nothing listens at {settings.Server}. Start the server, or correct Server and Port.",
                _ => $"the connection to {settings.Server} failed ({DriverFailure.OneLine(socket.Message)}). Check the network and the server, then run it again.",
            };
        if (DriverFailure.Find<TimeoutException>(exception) is not null || DriverFailure.Find<SocketException>(exception) is not null || Said(exception).Contains("Timeout", StringComparison.OrdinalIgnoreCase))
            return $"the server {settings.Server} does not answer. Check the network and the server, then run it again.";
        if (DriverFailure.Find<System.Security.Authentication.AuthenticationException>(exception) is { } tls)
            return $"no encrypted connection to {settings.Server} ({Said(tls)}). Correct SslMode and SslCa in the connection string.";
        if (DriverFailure.Find<IOException>(exception) is not null || DriverFailure.Find<ObjectDisposedException>(exception) is not null)
            return $"the connection to {settings.Server} was lost. Check the server, then run it again.";
        if (DriverFailure.Find<MySqlException>(exception) is { ErrorCode: MySqlErrorCode.UnableToConnectToHost })
            return $"nothing listens at {settings.Server}, or there is no such host. Start the server, or correct Server and Port.";
        return $"{Said(exception)}. Check the server's log.";
    }

    private static string Said(Exception error) => DriverFailure.OneLine(error.Message);
}
