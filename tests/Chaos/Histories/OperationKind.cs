namespace OrleansScheduler.Chaos.Histories;

internal enum OperationKind
{
    Create,
    Update,
    Delete,
    Get,
    List,
}
