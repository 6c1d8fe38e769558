namespace DbBackup.Archives;

/// <summary>Passes writes on and leaves the stream beneath open when it is disposed.</summary>
internal sealed class LeftOpenStream(Stream inner) : WriteOnlyStream
{
    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Write(ReadOnlySpan<byte> buffer) => inner.Write(buffer);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);
}
