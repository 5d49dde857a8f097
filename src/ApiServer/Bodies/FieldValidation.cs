using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Bodies;

/// <summary>What becomes of unknown and duplicate fields: <c>fieldValidation=Strict|Warn|Ignore</c>, Warn by default.</summary>
internal static class FieldValidation
{
    public static void Apply(ApiRequest request, IReadOnlyList<string> problems)
    {
        switch (request.Query["fieldValidation"].ToString())
        {
            case "Ignore":
                break;
            case "Strict" when problems.Count > 0:
                throw StatusErrors.BadRequest("strict decoding error: " + string.Join(", ", problems));
            default:
                foreach (var problem in problems)
                {
                    request.Context.Warn(problem);
                }

                break;
        }
    }
}
