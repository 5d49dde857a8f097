namespace OrleansScheduler.Dashboard.Views;

/// <summary>How the states of Jobs look.</summary>
public static class JobTones
{
    /// <summary>The tone of a state.</summary>
    public static Tone ToneOf(this JobState state) => state switch
    {
        JobState.Running => Tone.Active,
        JobState.Suspended => Tone.Neutral,
        JobState.Complete => Tone.Good,
        JobState.Failed => Tone.Bad,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
