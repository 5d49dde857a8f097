using System.Text.Json.Serialization;

namespace OrleansScheduler.Host.Tokens;

/// <summary>The claims of a bearer token; times are seconds since 1970.</summary>
internal sealed record TokenClaims
{
    [JsonPropertyName("iss")]
    public required string Iss { get; init; }

    [JsonPropertyName("sub")]
    public required string Sub { get; init; }

    [JsonPropertyName("aud")]
    public IReadOnlyList<string> Aud { get; init; } = [];

    [JsonPropertyName("iat")]
    public required long Iat { get; init; }

    [JsonPropertyName("nbf")]
    public long Nbf { get; init; }

    [JsonPropertyName("exp")]
    public required long Exp { get; init; }

    [JsonPropertyName("jti")]
    public string Jti { get; init; } = "";

    /// <summary>The groups of a user the host itself vouches for.</summary>
    [JsonPropertyName("groups")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>The service account, in the tokens of service accounts.</summary>
    [JsonPropertyName("kubernetes.io")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ServiceAccountClaims? ServiceAccount { get; init; }
}
