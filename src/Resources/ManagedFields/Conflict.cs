namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>A field someone else owns and that an apply would change.</summary>
internal sealed record Conflict(Owner Owner, IReadOnlyList<string> Path)
{
    public string DisplayPath => PathElement.Display(Path);
}
