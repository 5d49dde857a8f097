using OrleansScheduler.ApiServer.Lists;
using OrleansScheduler.ApiServer.Watches;
using OrleansScheduler.ApiServer.Writes;

namespace OrleansScheduler.ApiServer.Routing;

/// <summary>The handler of each verb.</summary>
internal sealed class VerbHandlers(
    GetHandler get,
    ListHandler list,
    WatchHandler watch,
    CreateHandler create,
    UpdateHandler update,
    PatchHandler patch,
    DeleteHandler delete,
    DeleteCollectionHandler deleteCollection)
{
    public IResourceHandler Find(string verb) => verb switch
    {
        "get" => get,
        "list" => list,
        "watch" => watch,
        "create" => create,
        "update" => update,
        "patch" => patch,
        "delete" => delete,
        "deletecollection" => deleteCollection,
        _ => throw new ArgumentOutOfRangeException(nameof(verb)),
    };
}
