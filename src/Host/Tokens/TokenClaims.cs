using System.Text.Json.Serialization;

namespace OrleansScheduler.Host.Tokens;

/// <summary>The claims of a bearer token; times are seconds since 1970.</summary>
internal sealed record TokenClaims(
    [property: JsonPropertyName("iss")] string Iss,
    [property: JsonPropertyName("sub")] string Sub,
    [property: JsonPropertyName("groups")] IReadOnlyList<string> Groups,
    [property: JsonPropertyName("iat")] long Iat,
    [property: JsonPropertyName("exp")] long Exp);
