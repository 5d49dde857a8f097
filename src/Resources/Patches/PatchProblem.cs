namespace OrleansScheduler.Resources.Patches;

/// <summary>Whose fault it is, which decides the status code of the answer.</summary>
public enum PatchProblem
{
    /// <summary>The patch itself is malformed (400).</summary>
    Malformed,

    /// <summary>A JSON patch that does not fit this object: a failed test, a path that does not exist (422).</summary>
    NotApplicable,

    /// <summary>A strategic merge patch with contradictory directives, which Kubernetes answers with 500.</summary>
    BadDirective,

    /// <summary>More operations than a JSON patch may have (413).</summary>
    TooLarge,
}
