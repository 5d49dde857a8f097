using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.ApiServer.Lists;

/// <summary>Which parameters of lists and watches go together.</summary>
internal static class ListOptionsValidation
{
    private static readonly FieldPath Match = FieldPath.Of("resourceVersionMatch");

    public static void EnsureValid(ListOptions options)
    {
        var errors = new FieldErrors();
        if (options.IsWatch)
        {
            ValidateWatch(options, errors);
        }
        else
        {
            ValidateList(options, errors);
        }

        if (errors.Count > 0)
        {
            throw StatusErrors.Invalid("meta.k8s.io", "ListOptions", "", errors);
        }
    }

    private static void ValidateList(ListOptions options, FieldErrors errors)
    {
        var match = options.ResourceVersionMatch;
        if (match.Length > 0)
        {
            if (options.ResourceVersion.Length == 0)
            {
                errors.Forbidden(Match, "resourceVersionMatch is forbidden unless resourceVersion is provided");
            }

            ForbidWithContinue(options, errors);
            if (match is not (MatchRule.Exact or MatchRule.NotOlderThan))
            {
                errors.NotSupported(Match, match, [MatchRule.Exact, MatchRule.NotOlderThan, ""]);
            }

            if (match == MatchRule.Exact && options.ResourceVersion == "0")
            {
                errors.Forbidden(Match, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
            }
        }

        if (options.SendInitialEvents is not null)
        {
            errors.Forbidden(FieldPath.Of("sendInitialEvents"), "sendInitialEvents is forbidden for list");
        }
    }

    private static void ValidateWatch(ListOptions options, FieldErrors errors)
    {
        var match = options.ResourceVersionMatch;
        if (options.SendInitialEvents is not null && match != MatchRule.NotOlderThan)
        {
            errors.Forbidden(Match, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        }

        if (match.Length == 0)
        {
            return;
        }

        if (options.SendInitialEvents is null)
        {
            errors.Forbidden(Match, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
        }

        if (match != MatchRule.NotOlderThan)
        {
            errors.NotSupported(Match, match, [MatchRule.NotOlderThan]);
        }

        ForbidWithContinue(options, errors);
    }

    private static void ForbidWithContinue(ListOptions options, FieldErrors errors)
    {
        if (options.Continue.Length > 0)
        {
            errors.Forbidden(Match, "resourceVersionMatch is forbidden when continue is provided");
        }
    }
}
