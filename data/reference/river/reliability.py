"""What numpy and scipy say of made answers (12 teams of 25, items 1-3 of one dimension, 4-5 of another; a linear congruential generator, so that the tests make the same ones).
usage: /usr/bin/python3 data/reference/river/reliability.py > data/reference/river/reliability.figures"""
import numpy as np, json
T,P=12,25
state=12345
def nxt():
    global state
    state=(state*1103515245+12345)%2147483648
    return state/2147483648
rows=[]
for t in range(T):
    for p in range(P):
        f=(t%5)*0.35+2.2*nxt()
        items=[]
        for i in range(5):
            v=int(0.4+f*(1.1 if i<3 else 0.9)+1.6*nxt())
            items.append(min(4,v))
        if nxt()<0.10: items[int(5*nxt())]=-1
        rows.append((t,items))
X=np.array([r[1] for r in rows],float); g=np.array([r[0] for r in rows]); X[X<0]=np.nan
def alpha(D):
    D=D[~np.isnan(D).any(1)]; C=np.cov(D.T); k=len(C); return k/(k-1)*(1-np.trace(C)/C.sum()), len(D), D
out={}
a,n,D=alpha(X[:,:3]); out['alpha']=a; out['itemsN']=n
out['itemRest0']=np.corrcoef(D[:,0],D[:,1]+D[:,2])[0,1]
out['alphaDel0']=alpha(D[:,1:])[0]
a2,n2,D2=alpha(X[:,3:]); out['alpha2']=a2; r=np.corrcoef(D2.T)[0,1]; out['sb']=2*r/(1+r)
def score(S,need):
    m=np.nanmean(S,1)*25; m[(~np.isnan(S)).sum(1)<need]=np.nan; return m
x=score(X[:,:3],2); y=score(X[:,3:],1)
def icc(v):
    ok=~np.isnan(v); v=v[ok]; h=g[ok]; N=len(v); k=T; ns=np.array([(h==t).sum() for t in range(T)]); ms=np.array([v[h==t].mean() for t in range(T)])
    ssb=(ns*(ms-v.mean())**2).sum(); ssw=sum(((v[h==t]-ms[t])**2).sum() for t in range(T)); msb=ssb/(k-1); msw=ssw/(N-k); n0=(N-(ns**2).sum()/N)/(k-1)
    return N,(msb-msw)/(msb+(n0-1)*msw),(msb-msw)/msb,n0
out['icc']=icc(x)
ok=~np.isnan(x)&~np.isnan(y); a_,b_,h=x[ok],y[ok],g[ok]
ma=np.array([a_[h==t].mean() for t in h]); mb=np.array([b_[h==t].mean() for t in h])
out['waba']=[len(a_),np.corrcoef(a_,b_)[0,1],np.corrcoef(ma,mb)[0,1],np.corrcoef(a_-ma,b_-mb)[0,1],np.sqrt(((ma-a_.mean())**2).sum()/((a_-a_.mean())**2).sum())]
rw=[]; ad=[]
for t in range(T):
    S=X[g==t][:,:3]; s=x[g==t]; S=S[~np.isnan(s)]
    ratio=np.mean([np.nanvar(S[:,i],ddof=1)/2 for i in range(3)]); rw.append(3*(1-ratio)/(3*(1-ratio)+ratio) if ratio<1 else 0)
    ad.append(np.mean([np.nanmean(np.abs(S[:,i]-np.nanmean(S[:,i]))) for i in range(3)])*25)
out['rwg']=[np.mean(rw),np.median(rw),float(np.mean(np.array(rw)>=.7))]; out['ad']=[np.mean(ad),np.median(ad)]
S=X[g==0][:,:3]; s=x[g==0]; S=S[~np.isnan(s)]; c=S[:,0][~np.isnan(S[:,0])]
out['item0']=[len(c),c.mean()*25,c.std(ddof=1)*25,float((c>=3).mean())]
from scipy.stats import norm
out['alphadiff']=2*norm.sf(abs(np.log((1-.80)/(1-.85))/np.sqrt(2*4/3*(1/198+1/148))))
z=(np.arctanh(.5)-np.arctanh(.62))/np.sqrt(1/197+1/147); out['drift']=[min(1,2*norm.sf(abs(z))*2), .12+norm.ppf(.95)*np.sqrt((1-.25)**2/197+(1-.62**2)**2/147)]
print(json.dumps(out,default=float,indent=0))
