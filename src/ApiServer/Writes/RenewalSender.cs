using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Writes;

/// <summary>Everything besides the body that the result of a write depends on.</summary>
internal readonly record struct RenewalSender(
    string Method, string? ContentType, string? Query, string User, string FieldManager, bool IsDryRun)
{
    public static RenewalSender Of(ResourceRequest request, WriteOptions options) => new(
        request.Http.Request.Method,
        request.Http.Request.ContentType,
        request.Http.Request.QueryString.Value,
        options.User.Name,
        options.FieldManager,
        options.DryRun);
}
