using k8s.Models;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>The 409 that tells an applier whose fields it would change.</summary>
internal static class ConflictRefusal
{
    private const string Reason = "FieldManagerConflict";

    public static StatusException Of(IReadOnlyList<Conflict> conflicts) =>
        StatusErrors.ApplyConflict(Message(conflicts), conflicts.Select(Cause));

    private static V1StatusCause Cause(Conflict conflict) => new()
    {
        Reason = Reason,
        Message = $"conflict with {conflict.Owner.Display()}",
        Field = conflict.DisplayPath,
    };

    private static string Message(IReadOnlyList<Conflict> conflicts)
    {
        if (conflicts is [var only])
        {
            return $"Apply failed with 1 conflict: conflict with {only.Owner.Display()}: {only.DisplayPath}";
        }

        var lines = conflicts.GroupBy(conflict => conflict.Owner).SelectMany(group => group
            .Select(conflict => $"- {conflict.DisplayPath}")
            .Prepend($"conflicts with {group.Key.Display()}:"));
        return $"Apply failed with {conflicts.Count} conflicts: {string.Join('\n', lines)}";
    }
}
