namespace OrleansScheduler.ApiServer.Negotiation;

/// <summary>The form of an answer, negotiated from the Accept header.</summary>
/// <param name="MetaVersion"><c>v1</c> or <c>v1beta1</c> of meta.k8s.io, for tables and metadata.</param>
internal sealed record ResponseForm(Encoding Encoding, View View, string MetaVersion, bool IsPretty)
{
    public string ContentType => Encoding == Encoding.Yaml ? "application/yaml" : "application/json";

    /// <summary>The stored bytes can be sent as they are.</summary>
    public bool IsPlain => this is { Encoding: Encoding.Json, View: View.Whole, IsPretty: false };
}
