namespace OrleansScheduler.Resources.Admission;

/// <summary>What a request wants to do.</summary>
public enum AdmissionOperation
{
    Create,
    Update,
    Delete,
}
