namespace OrleansScheduler.ApiServer.Negotiation;

/// <summary>The form of an answer, negotiated from the Accept header.</summary>
/// <param name="MetaVersion"><c>v1</c> or <c>v1beta1</c> of meta.k8s.io, for tables and metadata.</param>
internal sealed record ResponseForm(Notation Notation, View View, string MetaVersion, bool IsPretty)
{
    public string ContentType => Notation == Notation.Yaml ? "application/yaml" : "application/json";

    /// <summary>The stored bytes can be sent as they are.</summary>
    public bool IsPlain => this is { Notation: Notation.Json, View: View.Whole, IsPretty: false };
}
