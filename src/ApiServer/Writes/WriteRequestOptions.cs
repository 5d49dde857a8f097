using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.ApiServer.Writes;

/// <summary>The query parameters all writes share, checked as Kubernetes checks them.</summary>
internal static class WriteRequestOptions
{
    private const string PatchKind = "PatchOptions";

    /// <param name="kind"><c>CreateOptions</c>, <c>UpdateOptions</c>, <c>PatchOptions</c>: what errors speak of.</param>
    /// <param name="isApply">Only an apply may be forced, and it must say whose it is.</param>
    public static WriteOptions Read(ApiRequest request, string kind, bool isApply = false)
    {
        var query = request.Query;
        var dryRun = query["dryRun"].OfType<string>().Where(value => value.Length > 0).ToArray();
        var manager = query["fieldManager"].ToString();
        var errors = new FieldErrors();
        ValidateForce(query, kind, manager, isApply, errors);
        ValidateDryRun(dryRun, errors);
        ValidateFieldManager(manager, errors);
        if (query["fieldValidation"].ToString() is not ("" or "Ignore" or "Strict" or "Warn") and var validation)
        {
            errors.NotSupported(FieldPath.Of("fieldValidation"), validation, ["", "Ignore", "Strict", "Warn"]);
        }

        return errors.Count == 0
            ? Options(request, dryRun.Length > 0, manager) with { IsApply = isApply }
            : throw StatusErrors.Invalid("meta.k8s.io", kind, "", errors);
    }

    public static void ValidateDryRun(IReadOnlyList<string> dryRun, FieldErrors errors)
    {
        if (dryRun.Any(value => value != "All"))
        {
            errors.NotSupported(FieldPath.Of("dryRun"), dryRun, ["All"]);
        }
    }

    public static WriteOptions Options(ApiRequest request, bool isDryRun, string fieldManager) => new()
    {
        User = request.User,
        DryRun = isDryRun,
        FieldManager = fieldManager.Length > 0 ? fieldManager : ManagerOf(request.Http.Request),
        Warn = request.Context.Warn,
    };

    private static void ValidateForce(IQueryCollection query, string kind, string manager, bool isApply, FieldErrors errors)
    {
        if (!isApply && kind == PatchKind && query.ContainsKey("force"))
        {
            errors.Forbidden(FieldPath.Of("force"), "may not be specified for non-apply patch");
        }

        if (isApply && manager.Length == 0)
        {
            errors.Required(FieldPath.Of("fieldManager"), "is required for apply patch");
        }
    }

    private static void ValidateFieldManager(string manager, FieldErrors errors)
    {
        var path = FieldPath.Of("fieldManager");
        if (System.Text.Encoding.UTF8.GetByteCount(manager) > ApiLimits.MaxFieldManagerBytes)
        {
            errors.TooLong(path, ApiLimits.MaxFieldManagerBytes);
        }

        var position = 0;
        foreach (var rune in manager.EnumerateRunes())
        {
            if (System.Text.Rune.IsControl(rune))
            {
                errors.Invalid(path, manager, $"invalid character U+{rune.Value:X4} (at position {position})");
            }

            position += rune.Utf8SequenceLength;
        }
    }

    // The part of the User-Agent before the first slash.
    private static string ManagerOf(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString().Split('/')[0];
        return agent.Length == 0 ? "unknown" : agent[..Math.Min(agent.Length, ApiLimits.MaxFieldManagerBytes)];
    }
}
