using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Json;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Lists;

/// <summary>
/// Where the next page starts, in Kubernetes' format: base64url of
/// <c>{"v":"meta.k8s.io/v1","rv":810,"start":"/default/name\u0000"}</c>; the key is relative to what is listed.
/// </summary>
/// <param name="Revision">Revision of the first page, or <see cref="Inconsistent"/>.</param>
internal sealed record ContinueToken(long Revision, ObjectKey After)
{
    /// <summary>The rest is taken from the newest state, because the first page's revision is gone.</summary>
    public const long Inconsistent = -1;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private const string Version = "meta.k8s.io/v1";

    public string Encode(string? ns)
    {
        var start = ns is null && After.Namespace.Length > 0 ? $"/{After.Namespace}/{After.Name}\0" : $"/{After.Name}\0";
        return Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new Wire(Version, Revision, start)));
    }

    public static ContinueToken Decode(string token, string? ns)
    {
        var wire = DecodeWire(token);
        var key = (wire.Version, wire.Revision, wire.Start) switch
        {
            (not Version, _, _) => throw Invalid($"server does not recognize this encoded version \"{wire.Version}\""),
            (_, 0, _) => throw Invalid($"incorrect encoded start resourceVersion (version {Version})"),
            (_, _, null or "") => throw Invalid($"encoded start key empty (version {Version})"),
            var (_, _, start) => start.TrimStart('/').TrimEnd('\0'),
        };
        if (key.Split('/').Any(part => part is "" or "." or ".."))
        {
            throw Invalid($"\"{wire.Start}\"");
        }

        return new ContinueToken(wire.Revision, ns is null ? ObjectKey.Parse(key) : new ObjectKey(ns, key));
    }

    private static Wire DecodeWire(string token)
    {
        // Not Base64Url: it refuses tokens whose unused last bits are set, which Go accepts.
        var padded = token.Replace('-', '+').Replace('_', '/').PadRight((token.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        if (!Convert.TryFromBase64String(padded, bytes, out var length))
        {
            throw Invalid("illegal base64 data at input byte " + InvalidAt(token));
        }

        var json = bytes.AsSpan(0, length);
        try
        {
            return JsonSerializer.Deserialize<Wire>(json) ?? new Wire("", 0, "");
        }
        catch (JsonException)
        {
            throw Invalid(GoJson.Syntax(json) ?? "not a continue token");
        }
    }

    private static int InvalidAt(string token)
    {
        var at = token.AsSpan().IndexOfAnyExcept(Alphabet);
        return at < 0 ? token.Length : at;
    }

    private static Exception Invalid(string detail) =>
        StatusErrors.BadRequest("invalid continue token: continue key is not valid: " + detail);

    private sealed record Wire(
        [property: JsonPropertyName("v")] string Version,
        [property: JsonPropertyName("rv")] long Revision,
        [property: JsonPropertyName("start")] string? Start);
}
