using Parlance.Domain.Accounts;
using Parlance.Engine.Security.Sasl;

namespace Parlance.Engine.Security;

/// <summary>Makes what is kept of a new password, off the loop: three PBKDF2.</summary>
/// <param name="password">As it was prepared.</param>
/// <param name="iterations">PBKDF2 rounds.</param>
/// <param name="salts">Random bytes.</param>
/// <param name="readable">Whether the password itself is kept too.</param>
/// <param name="then">Told the result; null: no worker took it.</param>
internal sealed class Hashing(string password, int iterations, byte[] salts, bool readable, Action<Credentials?> then) : Work
{
    private Credentials? _credentials;

    public override void Run() => _credentials = Scram.Keep(password, iterations, salts, readable);

    public override void Done(Node node) => then(_credentials);
}
