using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.ApiServer.Lists;

/// <summary>Which parameters of lists and watches go together.</summary>
internal static class ListOptionsValidation
{
    private const string Match = "resourceVersionMatch";

    public static IReadOnlyList<FieldError> Validate(ListOptions options) =>
        [.. options.IsWatch ? ValidateWatch(options) : ValidateList(options)];

    private static IEnumerable<FieldError> ValidateList(ListOptions options)
    {
        var match = options.ResourceVersionMatch;
        if (match.Length > 0)
        {
            if (options.ResourceVersion.Length == 0)
            {
                yield return Forbid(Match, "resourceVersionMatch is forbidden unless resourceVersion is provided");
            }

            if (options.Continue.Length > 0)
            {
                yield return Forbid(Match, "resourceVersionMatch is forbidden when continue is provided");
            }

            if (match is not (MatchRule.Exact or MatchRule.NotOlderThan))
            {
                yield return NotSupported(match, "\"Exact\", \"NotOlderThan\", \"\"");
            }

            if (match == MatchRule.Exact && options.ResourceVersion == "0")
            {
                yield return Forbid(Match, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
            }
        }

        if (options.SendInitialEvents is not null)
        {
            yield return Forbid("sendInitialEvents", "sendInitialEvents is forbidden for list");
        }
    }

    private static IEnumerable<FieldError> ValidateWatch(ListOptions options)
    {
        var match = options.ResourceVersionMatch;
        if (options.SendInitialEvents is not null && match != MatchRule.NotOlderThan)
        {
            yield return Forbid(Match, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        }

        if (match.Length == 0)
        {
            yield break;
        }

        if (options.SendInitialEvents is null)
        {
            yield return Forbid(
                Match, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
        }

        if (match != MatchRule.NotOlderThan)
        {
            yield return NotSupported(match, "\"NotOlderThan\"");
        }

        if (options.Continue.Length > 0)
        {
            yield return Forbid(Match, "resourceVersionMatch is forbidden when continue is provided");
        }
    }

    private static FieldError Forbid(string field, string detail) =>
        new(FieldErrorType.FieldValueForbidden, field, "Forbidden: " + detail);

    private static FieldError NotSupported(string value, string supported) => new(
        FieldErrorType.FieldValueNotSupported, Match, $"Unsupported value: \"{value}\": supported values: {supported}");
}
