using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Errors;
using OrleansScheduler.ApiServer.Lists;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Negotiation;

/// <summary>Chooses the form of an answer: the first clause of the Accept header that can be served.</summary>
internal static class Negotiator
{
    private const string Available = "application/json, application/yaml, application/vnd.kubernetes.protobuf";
    private static readonly string[] PrettyAgents = ["curl", "Wget", "Mozilla/5.0"];

    public static ResponseForm Choose(HttpRequest request)
    {
        var clauses = AcceptClause.Parse(request.Headers.Accept.ToString());
        var isTypeKnown = false;
        foreach (var clause in clauses)
        {
            if (EncodingOf(clause.MediaType) is not { } encoding)
            {
                continue;
            }

            isTypeKnown = true;
            if (FormOf(clause, encoding, IsPretty(request, clause)) is { } form)
            {
                return form;
            }
        }

        throw isTypeKnown ? NoSuchView() : ApiErrors.NotAcceptable(Available);
    }

    private static Encoding? EncodingOf(string mediaType) => mediaType switch
    {
        "application/json" or "application/*" or "*/*" => Encoding.Json,
        "application/yaml" => Encoding.Yaml,
        _ => null,
    };

    private static ResponseForm? FormOf(AcceptClause clause, Encoding encoding, bool isPretty)
    {
        var kind = clause.Parameters.GetValueOrDefault("as", "");
        if (kind.Length == 0)
        {
            return new ResponseForm(encoding, View.Whole, "", isPretty);
        }

        var version = clause.Parameters.GetValueOrDefault("v", "");
        if (clause.Parameters.GetValueOrDefault("g") != "meta.k8s.io" || version is not ("v1" or "v1beta1"))
        {
            return null;
        }

        return kind switch
        {
            "Table" => new ResponseForm(encoding, View.Table, version, isPretty),
            "PartialObjectMetadata" or "PartialObjectMetadataList" =>
                new ResponseForm(encoding, View.Metadata, version, isPretty),
            _ => null,
        };
    }

    private static bool IsPretty(HttpRequest request, AcceptClause clause)
    {
        if (clause.Parameters.TryGetValue("pretty", out var inAccept))
        {
            return inAccept == "1";
        }

        if (request.Query.TryGetValue("pretty", out var inQuery))
        {
            return ListOptions.IsTrue(inQuery);
        }

        var agent = request.Headers.UserAgent.ToString();
        return PrettyAgents.Any(prefix => agent.StartsWith(prefix, StringComparison.Ordinal));
    }

    private static StatusException NoSuchView()
    {
        var refusal = ApiErrors.NotAcceptable(Available);
        refusal.Status.Message = "only the following media types are accepted: " + Available;
        refusal.Status.Details = null;
        return new StatusException(refusal.Status);
    }
}
