using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Errors;
using OrleansScheduler.ApiServer.Lists;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Negotiation;

/// <summary>Chooses the form of an answer: the first clause of the Accept header that can be served.</summary>
internal static class Negotiator
{
    private static readonly string[] PrettyAgents = ["curl", "Wget", "Mozilla/5.0"];

    public static ResponseForm Choose(HttpRequest request)
    {
        var clauses = AcceptClause.Parse(request.Headers.Accept.ToString());
        var isTypeKnown = false;
        foreach (var clause in clauses)
        {
            if (NotationOf(clause.MediaType) is not { } notation)
            {
                continue;
            }

            isTypeKnown = true;
            if (FormOf(clause, notation, IsPretty(request, clause)) is { } form)
            {
                return form;
            }
        }

        throw isTypeKnown ? StatusErrors.NotAcceptable(ApiErrors.MediaTypes) : ApiErrors.NotAcceptable();
    }

    /// <summary>The form of a refusal: a Status is never refused for the way it was asked for.</summary>
    public static ResponseForm ChooseForError(HttpRequest request)
    {
        foreach (var clause in AcceptClause.Parse(request.Headers.Accept.ToString()))
        {
            if (NotationOf(clause.MediaType) is { } notation)
            {
                return new ResponseForm(notation, View.Whole, "", IsPretty(request, clause));
            }
        }

        return new ResponseForm(Notation.Json, View.Whole, "", IsPretty: false);
    }

    private static Notation? NotationOf(string mediaType) => mediaType switch
    {
        "application/json" or "application/*" or "*/*" => Notation.Json,
        "application/yaml" => Notation.Yaml,
        _ => null,
    };

    private static ResponseForm? FormOf(AcceptClause clause, Notation notation, bool isPretty)
    {
        var kind = clause.Parameters.GetValueOrDefault("as", "");
        if (kind.Length == 0)
        {
            return new ResponseForm(notation, View.Whole, "", isPretty);
        }

        var version = clause.Parameters.GetValueOrDefault("v", "");
        if (clause.Parameters.GetValueOrDefault("g") != "meta.k8s.io" || version is not ("v1" or "v1beta1"))
        {
            return null;
        }

        return kind switch
        {
            "Table" => new ResponseForm(notation, View.Table, version, isPretty),
            "PartialObjectMetadata" or "PartialObjectMetadataList" =>
                new ResponseForm(notation, View.Metadata, version, isPretty),
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
}
