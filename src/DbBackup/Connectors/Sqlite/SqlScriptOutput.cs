using System.Buffers;
using System.Text;

namespace DbBackup.Connectors;

/// <summary>Collects a script's bytes and sends them on in blocks, so that nothing larger than a block is held.</summary>
internal sealed class SqlScriptOutput(Stream destination, CancellationToken token)
{
    private const int BlockBytes = 128 << 10;

    private readonly ArrayBufferWriter<byte> _block = new(BlockBytes + (BlockBytes >> 1));

    public void Append(string text) => Encoding.UTF8.GetBytes(text, _block);

    public void Append(ReadOnlySpan<byte> utf8) => _block.Write(utf8);

    public Span<byte> GetSpan(int size) => _block.GetSpan(size);

    public void Advance(int written) => _block.Advance(written);

    /// <summary>Sends the block when it is full.</summary>
    public ValueTask FlushWhenFullAsync() => _block.WrittenCount < BlockBytes ? default : FlushAsync();

    /// <summary>Sends what there is.</summary>
    public async ValueTask FlushAsync()
    {
        await destination.WriteAsync(_block.WrittenMemory, token).ConfigureAwait(false);
        _block.ResetWrittenCount();
    }
}
