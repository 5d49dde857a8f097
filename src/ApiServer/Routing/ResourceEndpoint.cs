using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.ApiServer.Requests;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Routing;

/// <summary>Finds kind and handler of a resource request, or says why there is none.</summary>
internal sealed class ResourceEndpoint(
    ServedResources resources,
    VerbHandlers verbs,
    IEnumerable<ISubresourceHandler> subresources,
    IEnumerable<VirtualResource> virtualResources)
{
    private readonly Dictionary<(string GroupResource, string Name), ISubresourceHandler> _subresources =
        subresources.ToDictionary(handler => (handler.GroupResource, handler.Name));

    private readonly Dictionary<(string Group, string Version, string Resource), VirtualResource> _virtual =
        virtualResources.ToDictionary(v => (v.Kind.Group, v.Kind.Version, v.Plural));

    public async Task InvokeAsync(HttpContext http)
    {
        var context = ApiContext.Of(http);
        var info = context.Info;
        if (_virtual.GetValueOrDefault((info.Group, info.Version, info.Resource)) is { } virtualResource)
        {
            await CreateAsync(virtualResource, http, context);
            return;
        }

        var kind = resources.Find(info.Group, info.Version, info.Resource) ?? throw StatusErrors.UnknownResource();
        EnsureScope(kind, info);
        var handler = info.Subresource.Length == 0 ? ForObject(kind, info) : ForSubresource(kind, info);
        var request = new ResourceRequest(http, context, kind, Negotiator.Choose(http.Request));
        await handler.HandleAsync(request, http.RequestAborted);
    }

    private static async Task CreateAsync(VirtualResource resource, HttpContext http, ApiContext context)
    {
        var info = context.Info;
        if (info.HasNameInPath || info.HasNamespaceInPath != resource.IsNamespaced)
        {
            throw StatusErrors.UnknownResource();
        }

        if (info.Verb != "create")
        {
            throw StatusErrors.MethodNotAllowed();
        }

        await resource.CreateAsync(new ApiRequest(http, context, Negotiator.Choose(http.Request)), http.RequestAborted);
    }

    private static void EnsureScope(ResourceKind kind, RequestInfo info)
    {
        var isMisplaced = kind.IsNamespaced
            ? !info.HasNamespaceInPath && info.HasNameInPath
            : info.HasNamespaceInPath;
        if (isMisplaced)
        {
            throw StatusErrors.UnknownResource();
        }
    }

    private IResourceHandler ForObject(ResourceKind kind, RequestInfo info)
    {
        var isAllNamespaces = kind.IsNamespaced && !info.HasNamespaceInPath;
        var isOnCollection = !info.HasNameInPath;
        var fits = info.Verb switch
        {
            "list" or "watch" => true,
            "create" or "deletecollection" => isOnCollection && !isAllNamespaces,
            "get" or "update" or "patch" or "delete" => !isOnCollection,
            _ => false,
        };
        return fits && kind.Verbs.Contains(info.Verb) ? verbs.Find(info.Verb) : throw StatusErrors.MethodNotAllowed();
    }

    private IResourceHandler ForSubresource(ResourceKind kind, RequestInfo info)
    {
        var subresource = kind.Subresources.FirstOrDefault(s => s.Name == info.Subresource)
            ?? throw StatusErrors.UnknownResource();
        if (!subresource.Verbs.Contains(info.Verb))
        {
            throw StatusErrors.MethodNotAllowed();
        }

        return _subresources.GetValueOrDefault((kind.GroupResource, subresource.Name)) switch
        {
            { } own => own,
            null when info.Verb is "get" or "update" or "patch" => verbs.Find(info.Verb),
            _ => throw StatusErrors.MethodNotAllowed(),
        };
    }
}
