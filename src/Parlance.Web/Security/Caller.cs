using Parlance.Engine;

namespace Parlance.Web.Security;

/// <summary>Who calls, and what they may.</summary>
/// <param name="Name">The <c>[[oper]]</c> block's or the account's name.</param>
/// <param name="Class">The class of operators they act as.</param>
/// <param name="Address">Where the call comes from.</param>
/// <param name="Privileges">What they may; <c>*</c> is all.</param>
public sealed record Caller(string Name, string Class, string Address, IReadOnlyCollection<string> Privileges)
{
    /// <summary>Nobody: what open endpoints see.</summary>
    public static Caller Nobody { get; } = new("", "", "", []);

    public StaffMember Staff => new(Name, Class, Address);

    public bool May(string? privilege) => privilege is null || Privileges.Contains("*") || Privileges.Contains(privilege);

    /// <summary>Whether addresses, real names and sealed texts are for them.</summary>
    public bool SeesPersonal => May("see-hosts");
}
