# ruff: noqa: E501  (a formula is easier to compare with its picture when it is not wrapped)
"""Formulas of deep learning as a learner sees them. Each picture was read before it was written here."""

import pytest

from tui_tutor.mathtext import inline, render, unknown, width

# name, TeX, two dimensions, one line
FORMULAS = [
    (
        "gradient of the mean squared error",
        r"\nabla_W L = \frac{1}{n} X^T (y_{\text{pred}} - y)",
        r"""
       1
∇ L = ─── Xᵀ(y     − y)
 W     n      pred
""",
        "∇_W L = (1/n) Xᵀ(y_pred − y)",
    ),
    (
        "derivative as a limit",
        r"\lim_{h \to 0} \frac{f(W+h)-f(W)}{h}",
        r"""
     f(W + h) − f(W)
lim ─────────────────
h→0         h
""",
        "lim_(h→0) ((f(W + h) − f(W))/h)",
    ),
    (
        "central difference",
        r"\frac{\partial L}{\partial W_{ij}} \approx \frac{L(W_{ij}+\epsilon)-L(W_{ij}-\epsilon)}{2\epsilon}",
        r"""
  ∂L      L(Wᵢⱼ + ε) − L(Wᵢⱼ − ε)
────── ≈ ─────────────────────────
 ∂Wᵢⱼ               2ε
""",
        "∂L/∂Wᵢⱼ ≈ (L(Wᵢⱼ + ε) − L(Wᵢⱼ − ε))/(2ε)",
    ),
    (
        "matrix",
        r"\begin{pmatrix} w_{11} & w_{12} \\ w_{21} & w_{22} \end{pmatrix}",
        r"""
⎛w₁₁  w₁₂⎞
⎝w₂₁  w₂₂⎠
""",
        "(w₁₁, w₁₂; w₂₁, w₂₂)",
    ),
    (
        "cross entropy",
        r"L = -\frac{1}{n}\sum_{i=1}^{n} y_i \log \hat{y}_i",
        r"""
       1   n
L = − ───  ∑  yᵢ log ŷᵢ
       n  i=1
""",
        "L = −(1/n) ∑ᵢ₌₁ⁿ yᵢ log ŷᵢ",
    ),
    (
        "softmax",
        r"\sigma(z)_i = \frac{e^{z_i}}{\sum_{j=1}^{K} e^{z_j}}",
        r"""
            zᵢ
           e
σ(z)ᵢ = ─────────
          K   zⱼ
          ∑  e
         j=1
""",
        "σ(z)ᵢ = e^(zᵢ)/(∑ⱼ₌₁ᴷ e^(zⱼ))",
    ),
    (
        "batch normalisation",
        r"\hat{x}_i = \frac{x_i - \mu_B}{\sqrt{\sigma_B^2 + \epsilon}}",
        r"""
       xᵢ − μ
             B
x̂ᵢ = ───────────
      √(σ² + ε)
         B
""",
        "x̂ᵢ = (xᵢ − μ_B)/√(σ_B² + ε)",
    ),
    (
        "relative error of a gradient",
        r"\frac{\lVert g_a - g_n \rVert_2}{\max(\lVert g_a \rVert_2, \lVert g_n \rVert_2)} < 10^{-7}",
        r"""
    ‖gₐ − gₙ‖₂
─────────────────── < 10⁻⁷
 max(‖gₐ‖₂, ‖gₙ‖₂)
""",
        "‖gₐ − gₙ‖₂/max(‖gₐ‖₂, ‖gₙ‖₂) < 10⁻⁷",
    ),
    (
        "error of a hidden layer",
        r"\delta^{(l)} = \left( (W^{(l+1)})^\top \delta^{(l+1)} \right) \odot \sigma'(z^{(l)})",
        r"""
δ⁽ˡ⁾ = ((W⁽ˡ⁺¹⁾)ᵀδ⁽ˡ⁺¹⁾) ⊙ σ′(z⁽ˡ⁾)
""",
        "δ⁽ˡ⁾ = ((W⁽ˡ⁺¹⁾)ᵀδ⁽ˡ⁺¹⁾) ⊙ σ′(z⁽ˡ⁾)",
    ),
    (
        "ReLU",
        r"\text{ReLU}(x) = \begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}",
        r"""
          ⎧ x  x > 0
ReLU(x) = ⎨
          ⎩ 0  otherwise
""",
        "ReLU(x) = { x if x > 0; 0 otherwise }",
    ),
    (
        "two aligned lines",
        r"\begin{aligned} z &= XW + b \\ a &= \tanh(z) \end{aligned}",
        r"""
z = XW + b
a = tanh(z)
""",
        "z = XW + b; a = tanh(z)",
    ),
    (
        "attention",
        r"\mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V",
        r"""
       ⎛ QKᵀ ⎞
softmax⎜─────⎟V
       ⎝ √dₖ ⎠
""",
        "softmax(QKᵀ/√dₖ)V",
    ),
    (
        "set of points",
        r"\{ x \in \mathbb{R}^n \mid \|x\| \le 1 \}",
        r"""
{x ∈ ℝⁿ | ‖x‖ ≤ 1}
""",
        "{x ∈ ℝⁿ | ‖x‖ ≤ 1}",
    ),
    (
        "Adam step",
        r"\theta_{t+1} = \theta_t - \eta\,\frac{\hat m_t}{\sqrt{\hat v_t}+\varepsilon}",
        r"""
                 m̂ₜ
θₜ₊₁ = θₜ − η ─────────
               √v̂ₜ + ε
""",
        "θₜ₊₁ = θₜ − η (m̂ₜ/(√v̂ₜ + ε))",
    ),
    (
        "mean squared error",
        r"L = \frac{1}{n}\sum_{i=1}^{n}\left(\hat{y}_i - y_i\right)^2",
        r"""
     1   n
L = ───  ∑  (ŷᵢ − yᵢ)²
     n  i=1
""",
        "L = (1/n) ∑ᵢ₌₁ⁿ (ŷᵢ − yᵢ)²",
    ),
    (
        "gradient of a linear layer",
        r"\frac{\partial L}{\partial W} = \frac{2}{n} X^\top (XW + b - y)",
        r"""
 ∂L     2
──── = ─── Xᵀ(XW + b − y)
 ∂W     n
""",
        "∂L/∂W = (2/n) Xᵀ(XW + b − y)",
    ),
    (
        "Jacobian",
        r"J = \begin{bmatrix} \frac{\partial f_1}{\partial x_1} & \cdots & \frac{\partial f_1}{\partial x_n} \\ \vdots & \ddots & \vdots \\ \frac{\partial f_m}{\partial x_1} & \cdots & \frac{\partial f_m}{\partial x_n} \end{bmatrix}",
        r"""
    ⎡ ∂f₁       ∂f₁ ⎤
    ⎢─────  ⋯  ─────⎥
    ⎢ ∂x₁       ∂xₙ ⎥
    ⎢               ⎥
J = ⎢  ⋮    ⋱    ⋮  ⎥
    ⎢               ⎥
    ⎢ ∂fₘ       ∂fₘ ⎥
    ⎢─────  ⋯  ─────⎥
    ⎣ ∂x₁       ∂xₙ ⎦
""",
        "J = [∂f₁/∂x₁, ⋯, ∂f₁/∂xₙ; ⋮, ⋱, ⋮; ∂fₘ/∂x₁, ⋯, ∂fₘ/∂xₙ]",
    ),
    (
        "derivative of the sigmoid",
        r"\sigma'(z) = \sigma(z)\,(1 - \sigma(z)), \qquad \sigma(z) = \frac{1}{1 + e^{-z}}",
        r"""
                                         1
σ′(z) = σ(z) (1 − σ(z)),      σ(z) = ─────────
                                      1 + e⁻ᶻ
""",
        "σ′(z) = σ(z) (1 − σ(z)),  σ(z) = 1/(1 + e⁻ᶻ)",
    ),
    (
        "binary cross entropy",
        r"L = -\frac{1}{n} \sum_{i} \left[ y_i \log p_i + (1 - y_i) \log (1 - p_i) \right]",
        r"""
       1
L = − ─── ∑ [yᵢ log pᵢ + (1 − yᵢ) log(1 − pᵢ)]
       n  i
""",
        "L = −(1/n) ∑ᵢ [yᵢ log pᵢ + (1 − yᵢ) log(1 − pᵢ)]",
    ),
    (
        "labelled braces",
        r"\underbrace{XW + b}_{\text{logits}} \to \overbrace{\sigma(z)}^{p}",
        r"""
          p
         ╭─┴╮
XW + b → σ(z)
╰──┬─╯
logits
""",
        "[XW + b, called logits] → [σ(z), called p]",
    ),
    (
        "expected loss",
        r"\hat\theta = \operatorname*{argmin}_{\theta} \mathbb{E}_{x \sim p}\left[ \mathcal{L}(f_\theta(x), y) \right]",
        r"""
θ̂ = argmin 𝔼   [ℒ(f (x), y)]
      θ     x∼p    θ
""",
        "θ̂ = argmin_θ 𝔼_(x∼p)[ℒ(f_θ(x), y)]",
    ),
    (
        "ridge regression",
        r"\nabla_w \left( \frac{1}{2n} \lVert Xw - y \rVert_2^2 + \frac{\lambda}{2} \lVert w \rVert^2 \right)",
        r"""
  ⎛ 1                 λ      ⎞
∇ ⎜──── ‖Xw − y‖₂² + ─── ‖w‖²⎟
 w⎝ 2n                2      ⎠
""",
        "∇_w((1/(2n)) ‖Xw − y‖₂² + (λ/2) ‖w‖²)",
    ),
    (
        "binomial coefficient",
        r"\binom{n}{k} = \frac{n!}{k!\,(n-k)!}",
        r"""
⎛n⎞        n!
⎜ ⎟ = ─────────────
⎝k⎠    k! (n − k)!
""",
        "binom(n, k) = (n!)/(k! (n − k)!)",
    ),
    (
        "fractions in fractions",
        r"\frac{1}{1 + \frac{1}{x}} \ne \frac{\frac{1}{x}}{2}",
        r"""
              1
             ───
    1         x
───────── ≠ ─────
      1       2
 1 + ───
      x
""",
        "1/(1 + 1/x) ≠ (1/x)/2",
    ),
    (
        "powers of what needs parentheses",
        r"\left(\frac{a}{b}\right)^2 + \sqrt{x}^2 + {\frac{a}{b}}^n + {W^{(l)}}^T",
        r"""
⎛ a ⎞²           ⎛ a ⎞ⁿ
⎜───⎟  + (√x)² + ⎜───⎟  + (W⁽ˡ⁾)ᵀ
⎝ b ⎠            ⎝ b ⎠
""",
        "(a/b)² + (√x)² + (a/b)ⁿ + (W⁽ˡ⁾)ᵀ",
    ),
    (
        "roots with an index",
        r"\sqrt[3]{\frac{a}{b}} + \sqrt[n]{x+1}",
        r"""
  ┌─────
  │  a
³ │ ───  + ⁿ√(x + 1)
 ╲│  b
""",
        "∛(a/b) + ⁿ√(x + 1)",
    ),
    (
        "divergence",
        r"D_{\mathrm{KL}}(p \| q) = \sum_x p(x) \log \frac{p(x)}{q(x)}",
        r"""
                       p(x)
D  (p‖q) = ∑ p(x) log ──────
 KL        x           q(x)
""",
        "D_KL(p‖q) = ∑ₓ p(x) log (p(x)/(q(x)))",
    ),
    (
        "absolute values",
        r"\frac{|a - b|}{\max(|a|, |b|)}",
        r"""
    |a − b|
───────────────
 max(|a|, |b|)
""",
        "(|a − b|)/max(|a|, |b|)",
    ),
    (
        "Taylor series",
        r"f(x+h) = f(x) + h f'(x) + \frac{h^2}{2} f''(x) + O(h^3)",
        r"""
                            h²
f(x + h) = f(x) + hf′(x) + ──── f″(x) + O(h³)
                            2
""",
        "f(x + h) = f(x) + hf′(x) + (h²/2) f″(x) + O(h³)",
    ),
    (
        "Jacobian of softmax",
        r"\frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} - p_j)",
        r"""
 ∂pᵢ
───── = pᵢ(δᵢⱼ − pⱼ)
 ∂zⱼ
""",
        "∂pᵢ/∂zⱼ = pᵢ(δᵢⱼ − pⱼ)",
    ),
    (
        "higher derivatives",
        r"\frac{\partial^2 L}{\partial x \partial y}, \frac{d}{dx} f = \frac{df}{dx}",
        r"""
 ∂²L     d        df
──────, ──── f = ────
 ∂x∂y    dx       dx
""",
        "∂²L/(∂x∂y), (d/dx) f = df/dx",
    ),
    (
        "three cases",
        r"\frac{dL}{dz} = \begin{cases} 1, & \text{if } z > 0 \\ 0, & z < 0 \\ \text{undefined}, & z = 0 \end{cases}",
        r"""
 dL    ⎧ 1,          if z > 0
──── = ⎨ 0,          z < 0
 dz    ⎩ undefined,  z = 0
""",
        "dL/dz = { 1, if z > 0; 0, if z < 0; undefined, if z = 0 }",
    ),
    (
        "convolution",
        r"y_{i,j} = \sum_{a=0}^{k-1} \sum_{b=0}^{k-1} x_{i+a,\,j+b}\, w_{a,b}",
        r"""
       k−1 k−1
y    =  ∑   ∑  x         w
 i,j   a=0 b=0  i+a, j+b  a,b
""",
        "y_(i,j) = ∑ₐ₌₀ᵏ⁻¹ ∑_(b=0)^(k−1) x_(i+a, j+b) w_(a,b)",
    ),
    (
        "fractions beside other things",
        r"\frac{a}{b} \cdot \frac{c}{d}, \; a / \frac{b}{c}, \; \frac{1}{2n}, \frac{1}{n}x, -\frac{1}{n}, \log\frac{a}{b}, e^{-\frac{x^2}{2\sigma^2}}",
        r"""
                                                    x²
                                                 − ─────
 a     c       b    1     1        1        a       2σ²
─── · ───, a/ ───, ────, ─── x, − ───, log ───, e
 b     d       c    2n    n        n        b
""",
        "(a/b) · (c/d), a/(b/c), 1/(2n), (1/n) x, −1/n, log (a/b), e^(−x²/(2σ²))",
    ),
    (
        "aligned fractions",
        r"\begin{aligned} \frac{\partial L}{\partial z} &= \hat{y} - y \\ \frac{\partial L}{\partial W} &= X^\top \frac{\partial L}{\partial z} \end{aligned}",
        r"""
 ∂L
──── = ŷ − y
 ∂z

 ∂L        ∂L
──── = Xᵀ ────
 ∂W        ∂z
""",
        "∂L/∂z = ŷ − y; ∂L/∂W = Xᵀ (∂L/∂z)",
    ),
    (
        "delimiters on one side",
        r"\left. \frac{df}{dx} \right|_{x=0}, \quad \left\lfloor \frac{n - k}{s} \right\rfloor + 1",
        r"""
 df │       ⎢ n − k ⎥
────│   ,   ⎢───────⎥ + 1
 dx │ₓ₌₀    ⎣   s   ⎦
""",
        "df/dx|ₓ₌₀,  ⌊(n − k)/s⌋ + 1",
    ),
    (
        "stacked bounds and a frame",
        r"\sum_{\substack{i=1 \\ i \ne j}}^{n} x_i, \not\in, \boxed{dW = X^T dZ}",
        r"""
 n         ┌───────────┐
 ∑  xᵢ, ∉, │ dW = XᵀdZ │
i=1        └───────────┘
i≠j
""",
        "∑_(i=1; i≠j)^n xᵢ, ∉, dW = XᵀdZ",
    ),
    (
        "text with a formula in it",
        r"f(x) = 1 \text{ where $x_i > 0$, else } 0",
        r"""
f(x) = 1 where xᵢ > 0, else 0
""",
        "f(x) = 1 where xᵢ > 0, else 0",
    ),
    (
        "old fractions and binomials",
        r"{n \choose k} = {n! \over k!\,(n-k)!}",
        r"""
⎛n⎞        n!
⎜ ⎟ = ─────────────
⎝k⎠    k! (n − k)!
""",
        "binom(n, k) = (n!)/(k! (n − k)!)",
    ),
    (
        "an array of equations",
        r"\begin{eqnarray} Z &=& XW + b \\ dW &=& X^\intercal dZ \end{eqnarray}",
        r"""
 Z = XW + b
dW = XᵀdZ
""",
        "Z = XW + b; dW = XᵀdZ",
    ),
    (
        "two equations in a line",
        r"\begin{alignat*}{2} a &= b & c &= d \\ e &= f+g & h &= i \end{alignat*}",
        r"""
a = b       c = d
e = f + g   h = i
""",
        "a = b, c = d; e = f + g, h = i",
    ),
    (
        "lines without an environment",
        r"m = \beta m + g \\ W = W - \eta m",
        r"""
m = βm + g
W = W − ηm
""",
        "m = βm + g; W = W − ηm",
    ),
    (
        "what cancels, is underlined, is tagged",
        r"\frac{\cancel{n} x}{\cancel{n}} = \underline{xy} \tag{3}",
        "\n n\u0336x\n──── = xy   (3)\n n\u0336     ‾‾\n",
        "n\u0336x/n\u0336 = underline(xy)  (3)",
    ),
    (
        "operators of one's own, and a relation",
        r"\mathop{\mathrm{mean}}_{i} x_i, \quad s \mathrel{+}= \norm{x}, \quad a \equiv b \pmod n",
        r"""
mean xᵢ,   s += ‖x‖,   a ≡ b (mod n)
 i
""",
        "meanᵢ xᵢ,  s += ‖x‖,  a ≡ b (mod n)",
    ),
]


@pytest.mark.parametrize(
    ("tex", "picture"), [(t, p) for _, t, p, _ in FORMULAS], ids=[f[0] for f in FORMULAS]
)
def test_a_formula_in_two_dimensions(tex: str, picture: str) -> None:
    assert unknown(tex) == frozenset()
    assert [row.rstrip() for row in render(tex)] == picture.strip("\n").split("\n")


@pytest.mark.parametrize(("tex", "line"), [(t, o) for _, t, _, o in FORMULAS], ids=[f[0] for f in FORMULAS])
def test_a_formula_on_one_line(tex: str, line: str) -> None:
    assert inline(tex) == line


@pytest.mark.parametrize("tex", [formula[1] for formula in FORMULAS], ids=[f[0] for f in FORMULAS])
def test_every_row_has_the_same_width(tex: str) -> None:
    assert len({width(row) for row in render(tex)}) == 1
