namespace OrleansScheduler.Chaos.Histories;

/// <summary>A watch event as a client saw it.</summary>
internal sealed record Change(ChangeType Type, string Key, long Revision, string Value)
{
    public string Namespace => Key[..Key.IndexOf('/', StringComparison.Ordinal)];
}
