using k8s.Models;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.ApiServer.Writes;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.PodWrites;

/// <summary>POST of <c>bindings</c>, the older way to assign the pod that the binding is named after.</summary>
internal sealed class Bindings(IPodBinder binder) : VirtualResource
{
    public override GroupVersionKind Kind { get; } = new("", "v1", "Binding");

    public override string Plural => "bindings";

    public override bool IsNamespaced => true;

    public override async Task CreateAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var options = WriteRequestOptions.Read(request, "CreateOptions");
        var binding = (V1Binding)await ObjectDecoder.ReadAsync(request, Kind, cancellationToken);
        var pod = new ObjectKey(request.Info.Namespace, binding.Metadata?.Name ?? "");
        await binder.BindAsync(pod, binding, options, cancellationToken);
        await StatusSender.SendCreatedAsync(request, cancellationToken);
    }
}
