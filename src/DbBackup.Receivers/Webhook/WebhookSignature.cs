using System.Security.Cryptography;
using System.Text;

namespace DbBackup.Receivers;

/// <summary>Signs messages as the Standard Webhooks specification has it, so that libraries for it can check them.</summary>
internal static class WebhookSignature
{
    private const string EncodedKey = "whsec_";

    /// <summary>The value of <c>webhook-signature</c>: HMAC-SHA256 of id, time and body.</summary>
    public static string Of(string key, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Bytes(key), signed))}";
    }

    private static byte[] Bytes(string key)
    {
        var encoded = key.StartsWith(EncodedKey, StringComparison.Ordinal) ? key[EncodedKey.Length..] : null;
        var bytes = new byte[key.Length];
        return encoded is not null && Convert.TryFromBase64String(encoded, bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(key);
    }
}
