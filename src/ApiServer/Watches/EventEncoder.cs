using System.Buffers;
using System.Text;
using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.ApiServer.Tables;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.Watches;

/// <summary>
/// Writes the objects of watch events. Plain JSON is the stored bytes, copied to each watch; tables and metadata are
/// made per watch.
/// </summary>
internal sealed class EventEncoder(ResourceRequest request, TableWriter tables)
{
    private bool _hasSentColumns;

    public void WriteObject(IBufferWriter<byte> output, StoredObject stored)
    {
        switch (request.Form.View)
        {
            case View.Table:
                output.Write(tables.Encode(request, ListHead.Of(stored.Revision), [stored], !_hasSentColumns).Span);
                _hasSentColumns = true;
                break;
            case View.Metadata:
                PartialMetadata.Write(output, request.Kind.WireJson(stored).ToMemory(), request.Form.MetaVersion);
                break;
            default:
                request.Kind.WireJson(stored).WriteTo(output);
                break;
        }
    }

    public void WriteBookmark(IBufferWriter<byte> output, long revision, bool isEndOfState)
    {
        var annotations = isEndOfState ? ",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}" : "";
        var metadata = $"\"metadata\":{{\"resourceVersion\":\"{revision}\"{annotations}}}";
        var type = request.Kind.GroupVersionKind;
        var meta = request.Form.MetaVersion;
        var text = request.Form.View switch
        {
            View.Table => $"{{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/{meta}\",\"metadata\":{{\"resourceVersion\":"
                + $"\"{revision}\"}},\"columnDefinitions\":null,\"rows\":[{{\"cells\":[],\"object\":{{\"kind\":"
                + $"\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/{meta}\",{metadata}}}}}]}}",
            View.Metadata => $"{{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/{meta}\",{metadata}}}",
            _ => $"{{\"kind\":\"{type.Kind}\",\"apiVersion\":\"{type.ApiVersion}\",{metadata}}}",
        };
        Encoding.UTF8.GetBytes(text, output);
    }
}
