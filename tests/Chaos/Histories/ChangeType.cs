namespace OrleansScheduler.Chaos.Histories;

internal enum ChangeType
{
    Added,
    Modified,
    Deleted,
}
