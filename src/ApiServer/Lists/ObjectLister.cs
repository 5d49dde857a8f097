using System.Globalization;
using OrleansScheduler.ApiServer.Errors;
using OrleansScheduler.ApiServer.Requests;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.ApiServer.Watches;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.Lists;

/// <summary>Carries out a list with Kubernetes' rules for resourceVersion, limit and continue.</summary>
internal sealed class ObjectLister(IResourceStore store)
{
    private const string ContinueExpired =
        "The provided continue parameter is too old to display a consistent list result. You can start a new list "
        + "without the continue parameter, or use the continue token in this response to retrieve the remainder of the "
        + "results. Continuing with the provided token results in an inconsistent list - objects that were created, "
        + "modified, or deleted between the time the first chunk was returned and now may show up in the list.";

    public async Task<(ListHead Head, IReadOnlyList<StoredObject> Items)> ListAsync(
        ResourceRequest request, ListOptions options, CancellationToken cancellationToken)
    {
        var selection = Selection.Parse(request.Kind, options, PinnedName(request));
        var query = new ListQuery
        {
            Namespace = request.Namespace,
            Only = OnlyKey(request, selection),
            Index = selection.Index,
            Matches = selection.Matches,
        };
        query = options.Continue.Length > 0
            ? ContinueAt(query, options, request.Namespace)
            : StartAt(query, options);
        var page = await ReadAsync(request, query, cancellationToken);
        return (HeadOf(request, page, hasSelector: selection.Matches is not null), page.Items);
    }

    /// <summary>The state a watch begins with.</summary>
    public async Task<ListPage> SnapshotAsync(
        ResourceRequest request, Selection selection, WatchStart start, CancellationToken cancellationToken)
    {
        var query = new ListQuery
        {
            Namespace = request.Namespace,
            Only = OnlyKey(request, selection),
            Index = selection.Index,
            Matches = selection.Matches,
            Consistency = start.NotOlderThan is null ? ReadConsistency.MostRecent : ReadConsistency.Any,
            NotOlderThan = start.NotOlderThan is > 0 ? start.NotOlderThan : null,
        };
        return await store.ListAsync(request.Kind.ResourceType, query, cancellationToken);
    }

    // A name alone is no key when all namespaces are asked for.
    private static ObjectKey? OnlyKey(ResourceRequest request, Selection selection) =>
        (selection.Name, request.Namespace, request.Kind.IsNamespaced) switch
        {
            ({ Length: > 0 } name, { } space, true) => new ObjectKey(space, name),
            ({ Length: > 0 } name, _, false) => new ObjectKey("", name),
            _ => null,
        };

    private static string? PinnedName(ResourceRequest request) =>
        request.Info.HasNameInPath ? request.Info.Name : null;

    // A stale-tolerant list (resourceVersion=0) is always whole; a limited one at a version is exactly of that version.
    private static ListQuery StartAt(ListQuery query, ListOptions options)
    {
        var version = GoNumber.ParseResourceVersion(
            options.ResourceVersion, problem => StatusErrors.BadRequest("invalid resource version: " + problem));
        int? limit = options.Limit > 0 ? (int)Math.Min(options.Limit, int.MaxValue) : null;
        var isExact = options.ResourceVersionMatch == MatchRule.Exact
            || (options.ResourceVersionMatch.Length == 0 && limit is not null);
        return (options.ResourceVersion, version) switch
        {
            ("", _) => query with { Limit = limit },
            (_, 0) => query with { Consistency = ReadConsistency.Any },
            _ when isExact => query with { AtRevision = version, Limit = limit },
            _ => query with { NotOlderThan = version, Limit = limit },
        };
    }

    private static ListQuery ContinueAt(ListQuery query, ListOptions options, string? ns)
    {
        if (options.ResourceVersion is not ("" or "0"))
        {
            throw StatusErrors.BadRequest("specifying resource version is not allowed when using continue");
        }

        var token = ContinueToken.Decode(options.Continue, ns);
        return query with
        {
            After = token.After,
            AtRevision = token.Revision == ContinueToken.Inconsistent ? null : token.Revision,
            Limit = options.Limit > 0 ? (int)Math.Min(options.Limit, int.MaxValue) : null,
        };
    }

    private async Task<ListPage> ReadAsync(
        ResourceRequest request, ListQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ListAsync(request.Kind.ResourceType, query, cancellationToken);
        }
        catch (RevisionExpiredException) when (query.After is { } after)
        {
            var fresh = new ContinueToken(ContinueToken.Inconsistent, after);
            throw ApiErrors.Expired(ContinueExpired, fresh.Encode(request.Namespace));
        }
    }

    private static ListHead HeadOf(ResourceRequest request, ListPage page, bool hasSelector)
    {
        var version = page.Revision.ToString(CultureInfo.InvariantCulture);
        if (page.Remaining == 0 || page.Items.Count == 0)
        {
            return new ListHead(version, null, null);
        }

        var next = new ContinueToken(page.Revision, page.Items[^1].Key).Encode(request.Namespace);
        return new ListHead(version, next, hasSelector ? null : page.Remaining);
    }
}
