using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>What a job's controller may report: counters that fit together and ends that stay.</summary>
internal static class JobStatusValidation
{
    private static readonly FieldPath Status = FieldPath.Of("status");

    public static FieldErrors OfUpdate(V1Job job, V1Job old)
    {
        var errors = new FieldErrors();
        ObjectMetaValidation.ValidateUpdate(job.Metadata, old.Metadata, errors);
        var (status, before) = (job.Status ?? new V1JobStatus(), old.Status ?? new V1JobStatus());
        ValidateCounters(status, errors);
        ValidateEnd(status, errors);
        ValidateFinished(status, errors);
        ValidateIndexes(job.Spec, status, errors);
        ValidateChange(status, before, errors);
        return errors;
    }

    private static void ValidateCounters(V1JobStatus status, FieldErrors errors)
    {
        errors.NotNegative(Status.Child("active"), status.Active);
        errors.NotNegative(Status.Child("succeeded"), status.Succeeded);
        errors.NotNegative(Status.Child("failed"), status.Failed);
        errors.NotNegative(Status.Child("ready"), status.Ready);
        errors.NotNegative(Status.Child("terminating"), status.Terminating);
        if (status.Ready > (status.Active ?? 0))
        {
            errors.Invalid(Status.Child("ready"), status.Ready, "cannot set more ready pods than active");
        }
    }

    private static void ValidateEnd(V1JobStatus status, FieldErrors errors)
    {
        var isComplete = Holds(status, "Complete");
        var conditions = Status.Child("conditions");
        Refuse(isComplete && Holds(status, "Failed"), conditions, "cannot set Complete=True and Failed=true conditions", errors);
        Refuse(
            isComplete && Holds(status, "FailureTarget"),
            conditions,
            "cannot set Complete=True and FailureTarget=true conditions",
            errors);
        if (status.CompletionTime is { } time && !isComplete)
        {
            errors.Invalid(
                Status.Child("completionTime"),
                time,
                "cannot set completionTime when there is no Complete=True condition");
        }
        else if (status.CompletionTime is null && isComplete)
        {
            errors.Required(Status.Child("completionTime"), "completionTime is required for Complete jobs");
        }
        else if (status.CompletionTime < status.StartTime)
        {
            errors.Invalid(
                Status.Child("completionTime"),
                status.CompletionTime,
                "completionTime cannot be set before startTime");
        }

        Refuse(
            Holds(status, "Failed") && !Holds(status, "FailureTarget"),
            conditions,
            "cannot set Failed=True condition without the FailureTarget=true condition",
            errors);
        Refuse(
            isComplete && !Holds(status, "SuccessCriteriaMet"),
            conditions,
            "cannot set Complete=True condition without the SuccessCriteriaMet=true condition",
            errors);
    }

    private static void ValidateFinished(V1JobStatus status, FieldErrors errors)
    {
        if (!Holds(status, "Complete") && !Holds(status, "Failed"))
        {
            return;
        }

        if (status.Active > 0)
        {
            errors.Invalid(Status.Child("active"), status.Active, "active>0 is invalid for finished job");
        }

        if (status.Terminating > 0)
        {
            errors.Invalid(
                Status.Child("terminating"), status.Terminating, "terminating>0 is invalid for finished job");
        }

        if (status.StartTime is null)
        {
            errors.Required(Status.Child("startTime"), "startTime is required for finished job");
        }

        if (status.UncountedTerminatedPods is { Succeeded.Count: > 0 } or { Failed.Count: > 0 })
        {
            errors.Invalid(
                Status.Child("uncountedTerminatedPods"),
                status.UncountedTerminatedPods,
                "uncountedTerminatedPods needs to be empty for finished job");
        }
    }

    private static void ValidateIndexes(V1JobSpec spec, V1JobStatus status, FieldErrors errors)
    {
        Indexes(spec, status.CompletedIndexes, "completedIndexes", errors);
        Indexes(spec, status.FailedIndexes, "failedIndexes", errors);
    }

    private static void Indexes(V1JobSpec spec, string? indexes, string field, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(indexes))
        {
            return;
        }

        if (spec.CompletionMode != "Indexed")
        {
            errors.Invalid(
                Status.Child(field), indexes, $"cannot set non-empty {field} when non-indexed completion mode");
        }
        else if (IndexIntervals.Parse(indexes, spec.Completions ?? 0).Problem is { } problem)
        {
            errors.Invalid(Status.Child(field), indexes, $"error parsing {field}: {problem}");
        }
    }

    private static void ValidateChange(V1JobStatus status, V1JobStatus old, FieldErrors errors)
    {
        foreach (var type in new[] { "Complete", "Failed", "SuccessCriteriaMet", "FailureTarget" })
        {
            Refuse(
                Holds(old, type) && !Holds(status, type),
                Status.Child("conditions"),
                $"cannot disable the terminal {type}=True condition",
                errors);
        }
    }

    private static bool Holds(V1JobStatus status, string type) =>
        (status.Conditions ?? []).Any(condition => condition.Type == type && condition.Status == "True");

    private static void Refuse(bool isWrong, FieldPath path, string why, FieldErrors errors)
    {
        if (isWrong)
        {
            errors.InvalidOmittingValue(path, why);
        }
    }
}
