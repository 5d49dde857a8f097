using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansScheduler.ApiServer.Authentication;
using OrleansScheduler.Host.Pki;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.Host.Tokens;

/// <summary>
/// Makes and checks the cluster's bearer tokens: JWTs (RFC 7519) signed with ES256 by a key that never leaves the
/// data directory, so no list of secrets is stored and a new token needs no restart.
/// </summary>
internal sealed class TokenIssuer(ECDsa key, TimeProvider time)
{
    private const string Issuer = "orleans-scheduler";
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"ES256","typ":"JWT"}"""u8);

    /// <summary>Opens the signing key of a data directory, making it at the first start.</summary>
    public static TokenIssuer Open(string directory, TimeProvider time)
    {
        var path = Path.Combine(directory, "token-signing.key");
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(path))
        {
            key.ImportFromPem(File.ReadAllText(path));
        }
        else
        {
            PrivateFile.Write(path, key.ExportPkcs8PrivateKeyPem());
        }

        return new TokenIssuer(key, time);
    }

    /// <summary>A token of a user the host itself vouches for.</summary>
    public string Issue(UserIdentity user, TimeSpan lifetime)
    {
        var now = time.GetUtcNow();
        return Sign(new TokenClaims
        {
            Iss = Issuer,
            Sub = user.Name,
            Groups = user.Groups,
            Iat = now.ToUnixTimeSeconds(),
            Exp = (now + lifetime).ToUnixTimeSeconds(),
        });
    }

    public string Sign(TokenClaims claims)
    {
        var signed = Header + "." + Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        return signed + "." + Base64Url.EncodeToString(signature);
    }

    /// <summary>The claims of a token that this cluster issued and that has not expired, else null.</summary>
    public TokenClaims? Verify(string token)
    {
        var end = token.LastIndexOf('.');
        if (end < 0 || !token.StartsWith(Header + ".", StringComparison.Ordinal))
        {
            return null;
        }

        var claims = HasOurSignature(token, end) ? Decode(token[(Header.Length + 1)..end]) : null;
        return claims is not null && IsOurs(claims) && IsCurrent(claims) ? claims : null;
    }

    // A token of a service account must never pass for one of the host's, which may name any group.
    private static bool IsOurs(TokenClaims claims) =>
        claims.Iss == (claims.ServiceAccount is null ? Issuer : ApiAudience.Default);

    private bool IsCurrent(TokenClaims claims)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return claims.Nbf <= now && now < claims.Exp;
    }

    private bool HasOurSignature(string token, int end)
    {
        Span<byte> signature = stackalloc byte[64];
        return Base64Url.IsValid(token.AsSpan(end + 1), out var length)
            && length == signature.Length
            && Base64Url.TryDecodeFromChars(token.AsSpan(end + 1), signature, out _)
            && key.VerifyData(Encoding.ASCII.GetBytes(token[..end]), signature, HashAlgorithmName.SHA256);
    }

    private static TokenClaims? Decode(string payload) =>
        JsonSerializer.Deserialize<TokenClaims>(Base64Url.DecodeFromChars(payload));
}
