namespace OrleansScheduler.Resources;

/// <summary>The type of an object on the wire; <see cref="Group"/> is empty for the core group.</summary>
public readonly record struct GroupVersionKind(string Group, string Version, string Kind)
{
    /// <summary><c>v1</c> or <c>batch/v1</c>: the wire's <c>apiVersion</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
}
