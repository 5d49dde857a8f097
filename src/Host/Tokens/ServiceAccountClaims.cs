using System.Text.Json.Serialization;

namespace OrleansScheduler.Host.Tokens;

/// <summary>The <c>kubernetes.io</c> claim: the account and the objects its token is bound to.</summary>
internal sealed record ServiceAccountClaims
{
    [JsonPropertyName("namespace")]
    public required string Namespace { get; init; }

    [JsonPropertyName("node")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ObjectClaim? Node { get; init; }

    [JsonPropertyName("pod")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ObjectClaim? Pod { get; init; }

    [JsonPropertyName("secret")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ObjectClaim? Secret { get; init; }

    [JsonPropertyName("serviceaccount")]
    public required ObjectClaim ServiceAccount { get; init; }
}
