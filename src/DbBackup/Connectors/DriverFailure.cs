namespace DbBackup.Connectors;

/// <summary>What a database's driver threw, on its way to a line that a person can act on.</summary>
internal static class DriverFailure
{
    /// <summary>Does a connector's work on a thread of the pool. What the driver throws is said in words; what a cancelled run throws is that it was cancelled.</summary>
    /// <param name="work">The work.</param>
    /// <param name="isOfDriver">Whether the driver throws it.</param>
    /// <param name="translate">Says it.</param>
    /// <param name="token">The run's.</param>
    public static Task<T> SayAsync<T>(Func<Task<T>> work, Func<Exception, bool> isOfDriver, Func<Exception, BackupException> translate, CancellationToken token) => Task.Run(
        async () =>
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (Exception e) when (token.IsCancellationRequested && e is not OperationCanceledException)
            {
                throw new OperationCanceledException(e.Message, e, token);
            }
            catch (Exception e) when (isOfDriver(e))
            {
                throw translate(e);
            }
        },
        token);

    /// <summary>The first of a kind among an exception and those beneath it.</summary>
    public static T? Find<T>(Exception? exception) where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception is T found)
                return found;
        return null;
    }

    /// <summary>A text that more can follow: on one line, without a full stop.</summary>
    public static string OneLine(string text) => text.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
