using System.Collections.Frozen;

namespace OrleansScheduler.ApiServer.Patches;

/// <summary>The media types of patches that are served; the OpenAPI documents list them, and kubectl goes by that.</summary>
internal static class PatchMediaTypes
{
    public static readonly FrozenDictionary<string, PatchType> All = new Dictionary<string, PatchType>
    {
        ["application/apply-patch+yaml"] = PatchType.Apply,
        ["application/json-patch+json"] = PatchType.Json,
        ["application/merge-patch+json"] = PatchType.Merge,
        ["application/strategic-merge-patch+json"] = PatchType.Strategic,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
