using System.Net.Sockets;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Turns what the driver and the server say into one line with a remedy.</summary>
internal static class PgFailure
{
    /// <summary>Does a connector's work, and says what goes wrong in it.</summary>
    public static Task<T> SayAsync<T>(PgConnectionSettings settings, Func<Task<T>> work, CancellationToken token) =>
        DriverFailure.SayAsync(work, e => e is NpgsqlException, e => Translate(e, settings), token);

    /// <summary>Says it as a person can act on it.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="settings">Where.</param>
    /// <param name="doing">In doing what, as <c>table "public"."t"</c>; <see langword="null"/> when it does not matter.</param>
    public static BackupException Translate(Exception exception, PgConnectionSettings settings, string? doing = null)
    {
        var subject = doing is null ? $"Database {settings.Database}" : $"Database {settings.Database}, {DriverFailure.OneLine(doing)}";
        return exception switch
        {
            PostgresException error => new BackupException($"{subject}: {OfServer(error, settings)}", error),
            { InnerException: PostgresException error } => new BackupException($"{subject}: {OfServer(error, settings)}", exception),
            _ => new BackupException($"{subject}: {OfNetwork(exception, settings)}", exception),
        };
    }

    private static string OfServer(PostgresException error, PgConnectionSettings settings) => error.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"the server {settings.Server} refused the login of {settings.Username}. Correct Username and the password, or let pg_hba.conf admit them.",
        PostgresErrorCodes.InvalidCatalogName => $"there is no database {PgName.Quote(settings.DatabaseName)} on {settings.Server}. Correct Database in the connection string.",
        PostgresErrorCodes.InsufficientPrivilege => $"{Said(error)}. Grant it to {settings.Username}, or use a role that has the right.",
        PostgresErrorCodes.LockNotAvailable => $"{Said(error)}: another session holds the lock. Run it again when that session has ended.",
        PostgresErrorCodes.DeadlockDetected => $"{Said(error)} with another session. Run it again.",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
            $"the server {settings.Server} ended the session ({Said(error)}). Run it again when the server is up.",
        PostgresErrorCodes.QueryCanceled => $"the server cancelled a statement ({Said(error)}). Run it again.",
        PostgresErrorCodes.TooManyConnections => $"the server {settings.Server} has no connection left ({Said(error)}). Lower Workers, or raise max_connections.",
        PostgresErrorCodes.OutOfMemory when Said(error).Contains("shared memory", StringComparison.Ordinal) =>
            "the server has no room for so many locks. Raise max_locks_per_transaction.",
        PostgresErrorCodes.DiskFull => $"the server's disk is full ({Said(error)}). Make room there.",
        PostgresErrorCodes.SerializationFailure => $"the server gave up the snapshot ({Said(error)}). Run it again; on a standby raise max_standby_streaming_delay.",
        PostgresErrorCodes.UndefinedTable => $"{Said(error)}: it was there a moment ago. Run it again when nobody changes definitions.",
        _ => $"{Said(error)} (SQLSTATE {error.SqlState}). See the server's log.",
    };

    private static string OfNetwork(Exception exception, PgConnectionSettings settings)
    {
        if (DriverFailure.Find<SocketException>(exception) is { } socket)
            return socket.SocketErrorCode switch
            {
                SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => $"there is no host {settings.Server}. Correct Host in the connection string.",
                SocketError.ConnectionRefused or SocketError.AddressNotAvailable or SocketError.InvalidArgument =>
                    $"nothing listens at {settings.Server}. Start the server, or correct Host and Port.",
                _ => $"the connection to {settings.Server} failed ({DriverFailure.OneLine(socket.Message)}). Check the network and the server, then run it again.",
            };
        if (DriverFailure.Find<TimeoutException>(exception) is not null)
            return $"the server {settings.Server} does not answer. Check the network and the server, then run it again.";
        if (DriverFailure.Find<IOException>(exception) is not null || DriverFailure.Find<ObjectDisposedException>(exception) is not null)
            return $"the connection to {settings.Server} was lost. Check the server, then run it again.";
        return $"{DriverFailure.OneLine(exception.Message)}. Check the server's log.";
    }

    private static string Said(PostgresException error) => DriverFailure.OneLine(error.MessageText);
}
