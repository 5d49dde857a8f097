namespace OrleansScheduler.ApiServer.Authorization;

/// <summary>Decides who may do what. What no authorizer allows is forbidden.</summary>
public interface IAuthorizer
{
    ValueTask<bool> IsAllowedAsync(AccessAttributes access, CancellationToken cancellationToken);
}
