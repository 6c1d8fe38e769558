using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>
/// A program's standard input. What is written after the program closed it goes nowhere: whoever feeds it can go on to the end of what
/// it feeds, and the program's exit code says what is to be made of it.
/// </summary>
internal sealed class ToolInput(Stream pipe) : WriteOnlyStream
{
    private bool _closed;

    public override void Flush()
    {
        // Nothing is kept back.
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            if (!_closed)
                pipe.Write(buffer);
        }
        catch (IOException)
        {
            _closed = true;
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            if (!_closed)
                await pipe.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            _closed = true;
        }
    }

    protected override void Dispose(bool disposing)
    {
        try
        {
            if (disposing)
                pipe.Dispose();
        }
        catch (IOException)
        {
            // Closed by the program already.
        }
        base.Dispose(disposing);
    }
}
