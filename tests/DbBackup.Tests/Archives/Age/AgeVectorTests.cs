using System.Security.Cryptography;
using DbBackup.Archives;

namespace DbBackup.Tests.Archives.Age;

/// <summary>What the format demands of whoever reads it, by its official test vectors.</summary>
public sealed class AgeVectorTests
{
    private const string Success = "success", NoMatch = "no match", PayloadFailure = "payload failure";

    public static TheoryData<string> Vectors => [.. AgeVector.Names];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void They_are_all_here() => Assert.Equal(92, AgeVector.Names.Count());

    [Theory]
    [MemberData(nameof(Vectors))]
    public async Task The_reader_does_with_it_what_is_expected(string name)
    {
        var vector = AgeVector.Read(name);
        using var payload = new MemoryStream();
        Assert.Equal(vector.Expected, await OutcomeAsync(vector, payload));
        // Of what fails, some readers give out more than this one.
        if (vector.Expected == Success)
            Assert.Equal(vector.PayloadSha256, Convert.ToHexStringLower(SHA256.HashData(payload.ToArray())));
        if (vector.PayloadSha256 is null)
            Assert.Equal(0, payload.Length);
    }

    private static async Task<string> OutcomeAsync(AgeVector vector, MemoryStream payload)
    {
        AgeDecryptingStream? stream;
        try
        {
            stream = await AgeDecryptingStream.OpenAsync(new MemoryStream(vector.File), vector.Identities, Token);
        }
        catch (InvalidDataException refused)
        {
            return refused.Message switch
            {
                "its header was changed" => "HMAC failure",
                _ => "header failure",
            };
        }
        if (stream is null)
            return NoMatch;
        await using (stream)
        {
            try
            {
                await stream.CopyToAsync(payload, Token);
                return Success;
            }
            catch (InvalidDataException)
            {
                return PayloadFailure;
            }
        }
    }
}
