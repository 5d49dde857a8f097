using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Selectors;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.Lists;

/// <summary>The objects a list or watch is about, by its label and field selectors.</summary>
/// <param name="Matches">Null when every object is meant.</param>
/// <param name="Name">The one name that can match, if there is only one.</param>
/// <param name="Index">An index of the kind that narrows the search.</param>
internal sealed record Selection(Func<StoredObject, bool>? Matches, string? Name, IndexKey? Index)
{
    /// <param name="nameInPath">The name of the older <c>/watch/.../NAME</c> paths.</param>
    public static Selection Parse(ResourceKind kind, ListOptions options, string? nameInPath)
    {
        try
        {
            var labels = LabelSelector.Parse(options.LabelSelector);
            var fields = FieldSelector.Parse(options.FieldSelector);
            fields.EnsureSupported(kind);
            return Combine(kind, labels, fields, nameInPath);
        }
        catch (FormatException exception)
        {
            throw StatusErrors.BadRequest(exception.Message);
        }
    }

    private static Selection Combine(ResourceKind kind, LabelSelector labels, FieldSelector fields, string? nameInPath)
    {
        var isAll = labels.Requirements.Count == 0 && fields.Requirements.Count == 0 && nameInPath is null;
        return new Selection(
            isAll ? null : Matcher(kind, labels, fields, nameInPath),
            nameInPath ?? fields.Pinned(FieldSelector.Name),
            IndexOf(kind, fields));
    }

    private static Func<StoredObject, bool> Matcher(
        ResourceKind kind, LabelSelector labels, FieldSelector fields, string? nameInPath) => stored =>
        (nameInPath is null || stored.Key.Name == nameInPath)
        && fields.Matches(kind, stored)
        && (labels.Requirements.Count == 0 || labels.Matches(stored.Head.Labels));

    private static IndexKey? IndexOf(ResourceKind kind, FieldSelector fields)
    {
        foreach (var index in kind.Indexes)
        {
            if (fields.Pinned(index.Name) is { Length: > 0 } value)
            {
                return new IndexKey(index.Name, value);
            }
        }

        return null;
    }
}
