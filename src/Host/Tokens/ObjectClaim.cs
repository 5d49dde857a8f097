using System.Text.Json.Serialization;
using OrleansScheduler.ApiServer.ServiceAccountTokens;

namespace OrleansScheduler.Host.Tokens;

/// <summary>One object a token names.</summary>
internal sealed record ObjectClaim(
    [property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("uid")] string Uid)
{
    public static ObjectClaim? Of(BoundObject? bound) => bound is null ? null : new(bound.Name, bound.Uid);
}
