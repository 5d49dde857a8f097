namespace OrleansScheduler.Dashboard.Views;

/// <summary>How good or bad a state is; the text beside it says the same without the colour.</summary>
public enum Tone
{
    /// <summary>Neither.</summary>
    Neutral,

    /// <summary>On its way.</summary>
    Active,

    /// <summary>As asked.</summary>
    Good,

    /// <summary>Needs a look.</summary>
    Warning,

    /// <summary>Went wrong.</summary>
    Bad,
}
