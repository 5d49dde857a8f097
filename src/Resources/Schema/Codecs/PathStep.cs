namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>A field of a struct (with <see cref="Owner"/>), a key of a map, or an index of a list.</summary>
internal readonly record struct PathStep(string? Owner, string? Name, int Index)
{
    public static PathStep Field(string owner, string name) => new(owner, name, 0);

    public static PathStep Key(string key) => new(null, key, 0);

    public static PathStep At(int index) => new(null, null, index);
}
