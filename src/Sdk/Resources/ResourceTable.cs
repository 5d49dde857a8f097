using System.Text.Json.Serialization;

namespace OrleansScheduler.Sdk.Resources;

/// <summary>A list as the server would print it: what <c>kubectl get</c> shows.</summary>
public sealed record ResourceTable
{
    /// <summary>The columns, in order.</summary>
    [JsonPropertyName("columnDefinitions")]
    public IReadOnlyList<ResourceTableColumn> Columns { get; init; } = [];

    /// <summary>A row per object.</summary>
    [JsonPropertyName("rows")]
    public IReadOnlyList<ResourceTableRow> Rows { get; init; } = [];
}
