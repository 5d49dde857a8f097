namespace OrleansScheduler.Scheduling.Gangs;

/// <summary>How far a member of a gang is.</summary>
public enum GangMemberState
{
    Waiting,

    Placed,

    Succeeded,
}
