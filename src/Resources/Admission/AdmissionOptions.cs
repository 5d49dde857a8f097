namespace OrleansScheduler.Resources.Admission;

/// <summary>Which admission plugins run; all do unless they are named here.</summary>
public sealed class AdmissionOptions
{
    /// <summary>Names as kube-apiserver's <c>--disable-admission-plugins</c> takes them.</summary>
    public IList<string> DisabledPlugins { get; init; } = [];
}
