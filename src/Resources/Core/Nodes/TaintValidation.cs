using System.Globalization;
using System.Text.Json.Nodes;
using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Nodes;

/// <summary>The taints of a node: valid keys, known effects, one per key and effect.</summary>
internal static class TaintValidation
{
    private static readonly string[] Effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

    // Kubernetes reports them below metadata, although they stand in the spec.
    private static readonly FieldPath Path = FieldPath.Of("metadata").Child("taints");

    public static void Validate(IList<V1Taint>? taints, FieldErrors errors)
    {
        var seen = new HashSet<(string?, string?)>();
        for (var i = 0; i < (taints?.Count ?? 0); i++)
        {
            var taint = taints![i]; // counted above
            ValidateOne(taint, Path.Index(i), errors);
            if (!seen.Add((taint.Key, taint.Effect)))
            {
                errors.Duplicate(Path.Index(i), Shown(taint), "taints must be unique by key and effect pair");
            }
        }
    }

    private static void ValidateOne(V1Taint taint, FieldPath path, FieldErrors errors)
    {
        foreach (var problem in NameSyntax.QualifiedName(taint.Key ?? ""))
        {
            errors.Invalid(path.Child("key"), taint.Key ?? "", problem);
        }

        var problems = NameSyntax.LabelValue(taint.Value ?? "");
        if (problems.Count > 0)
        {
            errors.Invalid(path.Child("value"), taint.Value, string.Join(';', problems));
        }

        if (string.IsNullOrEmpty(taint.Effect))
        {
            errors.Required(path.Child("effect"));
        }
        else if (!Effects.Contains(taint.Effect))
        {
            errors.NotSupported(path.Child("effect"), taint.Effect, Effects);
        }
    }

    private static JsonObject Shown(V1Taint taint) => new()
    {
        ["Key"] = taint.Key,
        ["Value"] = taint.Value ?? "",
        ["Effect"] = taint.Effect,
        ["TimeAdded"] = taint.TimeAdded?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    };
}
