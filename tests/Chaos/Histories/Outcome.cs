namespace OrleansScheduler.Chaos.Histories;

internal enum Outcome
{
    /// <summary>The server said yes, or answered the read.</summary>
    Done,

    /// <summary>The server said no for a reason of state (404, 409): it must not have happened.</summary>
    Refused,

    /// <summary>No answer, or one that leaves it open (5xx): it may have happened, once.</summary>
    Unknown,
}
