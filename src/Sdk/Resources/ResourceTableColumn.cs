using System.Text.Json.Serialization;

namespace OrleansScheduler.Sdk.Resources;

/// <summary>One column of a table.</summary>
public sealed record ResourceTableColumn
{
    /// <summary>The heading.</summary>
    [JsonPropertyName("name")]
    public string Name { get; init; } = "";

    /// <summary>The JSON type of the cells.</summary>
    [JsonPropertyName("type")]
    public string Type { get; init; } = "";

    /// <summary>What the column means.</summary>
    [JsonPropertyName("description")]
    public string Description { get; init; } = "";

    /// <summary>0 for columns that are always shown; higher ones belong to the wide form.</summary>
    [JsonPropertyName("priority")]
    public int Priority { get; init; }
}
